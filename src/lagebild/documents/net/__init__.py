"""What comes over the net: pages, feeds, PDFs; asked for politely, and only from the open network.

`manners.Net` asks; what it gives are bytes and what the other side says of them. `visiting` makes documents of them. Nothing is imported
here: who reads a file needs none of it.
"""
