"""What the pages share: words, tables, the address, evidence, pictures and exports."""
