"""Exchange between units by file: everything that the window and the command line ask for."""

from desktop.sync.delivery import Delivered, deliveries, delivery_of
from desktop.sync.export_preview import ITEM_WORDS, ExportPreview, Item, ItemKind, preview_export
from desktop.sync.exporting import ExportMode
from desktop.sync.fate import BundleFate, fates
from desktop.sync.folder_intake import import_folder, preview_folder
from desktop.sync.folder_report import FileOutcome, FileState, FolderReport, SenderSummary, SilentNode
from desktop.sync.import_report import (
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
from desktop.sync.inspection import BundleContent, BundleFacts, inspect_bundle
from desktop.sync.intake import import_bundle, preview_import
from desktop.sync.joining import (
    RequestFacts,
    TrustState,
    enrol,
    join,
    read_request_facts,
    request_enrolment,
    trust_state,
)
from desktop.sync.kept_reports import KeptReport, RefusedFile, kept_report, refused_files, report_of
from desktop.sync.peers import Direction, Exchange, Peer, Relation, exchanges, peers
from desktop.sync.receipt_paper import WrittenReceipt, write_receipt_paper
from desktop.sync.receipt_pictures import read_receipt_picture, save_receipt
from desktop.sync.report_paper import print_folder_report, print_report
from desktop.sync.sending import MAIL_BYTES, WrittenBundle, bundle_name, write_bundle, write_bundles
from desktop.sync.standing import BEHIND_WORDS, Behind, Standing, standing_of
from desktop.sync.unsent import Unsent, set_unsent_days, unsent_days, unsent_since

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
