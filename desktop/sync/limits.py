"""Bounds on everything that comes from outside; each is checked before memory is reserved for it."""

MIB = 1024 * 1024

FILE_BYTES = 256 * MIB
"""A sealed bundle as it lies on a stick."""

MANIFEST_BYTES = 1 * MIB
SIGNATURES = 8
SIGNATURE_BYTES = 64 * 1024
SECTIONS = 4_096
SEGMENTS = 4_096
HAVE_ENTRIES = 16_384
SITE_HAVE_ENTRIES = 1_024
REJECTED_ENTRIES = 4_096
WANTED_BLOBS = 4_096

EVENT_BYTES = 1 * MIB
SEGMENT_EVENTS = 2_000_000
BLOB_BYTES = 20 * MIB
RAW_BYTES = 512 * MIB
"""All sections of one bundle together, after inflation."""

REQUEST_BYTES = 64 * 1024
ADMISSION_BYTES = 16 * MIB
TRUST_DOCUMENT_BYTES = 4 * MIB
TRUST_ENTRIES = 20_000
TRUST_LISTS = 2_000
ROOT_VERSIONS = 1_000
ROOT_KEYS = 16
LIST_VERSION_JUMP = 1_000
"""A list version that leaps farther than this is a fast-forward attack, not a busy year."""

KEYSLOTS_BYTES = 4 * MIB
KEYSLOTS = 5_000

SAFE_INTEGER = 2**53 - 1
JSON_DEPTH = 16
