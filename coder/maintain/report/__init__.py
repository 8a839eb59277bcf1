"""`coder report`: events -> one web page to look at them in, and to share.

`digest` counts the events, `drilldown` keeps the words of some of them, `report_page` writes the page, `scripts` draws it.
"""
