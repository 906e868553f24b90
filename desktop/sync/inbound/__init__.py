"""What comes in: opened, judged, taken into the ledger, and told in a report that is kept."""
