"""What others made → sources: a workbook that a ministry or a district brings → ``catalogue/areas/``.

In: the bytes of a file that nobody vouches for. Out: areas as the model knows them, a finding for
everything that was not read, and YAML in the form that editors write.
"""
