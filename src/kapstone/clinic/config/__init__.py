"""The only place that knows every room: settings, addresses, the server, the data folder, PostgreSQL."""
