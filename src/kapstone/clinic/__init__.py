"""The clinic: a Django project on top of the library, one app ("room") for each domain."""
