"""The screen Quyết định: values that two machines gave one field, side by side, decided once."""
