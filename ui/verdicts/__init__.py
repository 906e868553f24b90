"""The screen Tiếp nhận: what units below have published and given back, and what is answered."""
