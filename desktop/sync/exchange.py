"""Exchange between units by file: everything that the window and the command line ask for."""

from desktop.sync.inbound.folder_intake import import_folder, preview_folder
from desktop.sync.inbound.folder_report import FileOutcome, FileState, FolderReport, SenderSummary, SilentNode
from desktop.sync.inbound.import_report import (
    CAUTION_WORDS,
    Caution,
    ChangeLine,
    Counts,
    Figures,
    Gap,
    ImportReport,
    LateForReport,
    LineGroup,
    UnitEffect,
)
from desktop.sync.inbound.inspection import BundleContent, BundleFacts, inspect_bundle
from desktop.sync.inbound.intake import import_bundle, preview_import
from desktop.sync.inbound.kept_reports import KeptReport, RefusedFile, kept_report, refused_files, report_of
from desktop.sync.inbound.report_paper import print_folder_report, print_report
from desktop.sync.neighbours.delivery import Delivered, deliveries, delivery_of
from desktop.sync.neighbours.fate import BundleFate, fates
from desktop.sync.neighbours.peers import Direction, Exchange, Peer, Relation, exchanges, peers
from desktop.sync.neighbours.standing import BEHIND_WORDS, Behind, Standing, standing_of
from desktop.sync.outbound.export_preview import ITEM_WORDS, ExportPreview, Item, ItemKind, preview_export
from desktop.sync.outbound.exporting import ExportMode
from desktop.sync.outbound.sending import MAIL_BYTES, WrittenBundle, bundle_name, write_bundle, write_bundles
from desktop.sync.outbound.unsent import Unsent, set_unsent_days, unsent_days, unsent_since
from desktop.sync.receipts.paper import WrittenReceipt, write_receipt_paper
from desktop.sync.receipts.pictures import read_receipt_picture, save_receipt
from desktop.sync.trust.joining import (
    RequestFacts,
    TrustState,
    enrol,
    join,
    read_request_facts,
    request_enrolment,
    trust_state,
)

__all__ = [
    "BEHIND_WORDS",
    "CAUTION_WORDS",
    "ITEM_WORDS",
    "MAIL_BYTES",
    "Behind",
    "BundleContent",
    "BundleFacts",
    "BundleFate",
    "Caution",
    "ChangeLine",
    "Counts",
    "Delivered",
    "Direction",
    "Exchange",
    "ExportMode",
    "ExportPreview",
    "Figures",
    "FileOutcome",
    "FileState",
    "FolderReport",
    "Gap",
    "ImportReport",
    "Item",
    "ItemKind",
    "KeptReport",
    "LateForReport",
    "LineGroup",
    "Peer",
    "RefusedFile",
    "Relation",
    "RequestFacts",
    "SenderSummary",
    "SilentNode",
    "Standing",
    "TrustState",
    "UnitEffect",
    "Unsent",
    "WrittenBundle",
    "WrittenReceipt",
    "bundle_name",
    "deliveries",
    "delivery_of",
    "enrol",
    "exchanges",
    "fates",
    "import_bundle",
    "import_folder",
    "inspect_bundle",
    "join",
    "kept_report",
    "peers",
    "preview_export",
    "preview_folder",
    "preview_import",
    "print_folder_report",
    "print_report",
    "read_receipt_picture",
    "read_request_facts",
    "refused_files",
    "report_of",
    "request_enrolment",
    "save_receipt",
    "set_unsent_days",
    "standing_of",
    "trust_state",
    "unsent_days",
    "unsent_since",
    "write_bundle",
    "write_bundles",
    "write_receipt_paper",
]
