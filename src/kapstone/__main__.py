"""`python -m kapstone` is `kapstone`."""

from kapstone.cli import main

raise SystemExit(main())
