import subprocess
import sys

import pytest

HEAVY = ["rapidfuzz", "textual", "rich", "dateutil", "reader"]


@pytest.mark.parametrize("module", ["store", "store.library", "store.search", "store.checking"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*[m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_package_itself_imports_nothing() -> None:
    code = "import sys; before = set(sys.modules); import store; print(set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "{'store'}"
