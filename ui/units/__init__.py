"""The unit table: looked at by everybody who administers, changed at headquarters."""
