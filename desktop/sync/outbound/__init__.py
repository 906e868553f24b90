"""What goes out: chosen, divided into files, composed, written; said in words before it is."""
