"""What each picture shows: finding, what is counted, drawing, legend and the paragraphs behind it.

The numbers come from the functions that the pages themselves count with; `ui/registry.py` lists the pictures.
"""
