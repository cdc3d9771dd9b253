"""The content security policy of each page: nothing from other hosts, and no inline scripts except its own.

https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import base64
import hashlib
import re

_INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<script>.*?)</script>", re.DOTALL)
_POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
)


def policy_of(page: str) -> str:
    """The policy that lets exactly this page's inline scripts run."""
    hashes = {
        base64.b64encode(hashlib.sha256(match["script"].encode()).digest()).decode()
        for match in _INLINE.finditer(page)
        if "src=" not in match["attributes"] and "json" not in match["attributes"]
    }
    return _POLICY.format(hashes="".join(f" 'sha256-{digest}'" for digest in sorted(hashes)))


def with_policy(page: str) -> str:
    """The page with its policy as the first thing in its head."""
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy_of(page)}">'
    return page.replace("<head>", f"<head>\n    {tag}", 1)
