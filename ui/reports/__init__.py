"""Báo cáo: choose, look at the real pages, print, save as PDF or workbook."""
