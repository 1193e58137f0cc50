"""A ministry's staff list or transfer orders: from a spreadsheet to reports about people who were asked."""
