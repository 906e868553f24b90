"""What each report says, and one writer per format: the PDF of the official form, and the workbook."""
