"""What takes long to import, so that a worker can be stopped while it begins."""

import time

time.sleep(0.6)
