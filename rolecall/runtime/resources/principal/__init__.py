"""Resources that stand for somebody whom the vendor only names."""
