"""Report → tables. Nothing here knows about pages, charts or Streamlit."""
