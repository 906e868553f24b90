"""A plan printed as it was issued, as PDF, workbook or Word document, with the tasks given to units marked."""
