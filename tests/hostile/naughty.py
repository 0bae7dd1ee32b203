"""Strings that have broken software before, written for texts of support mail."""

from collections.abc import Iterator

_SEEN = (
    "", " ", "\t", "\n", "\r\n", "\u00a0", "\u2028", "\u2029", "\u3000", "\u200b", "\ufeff",
    "\u00ad", ".", "..", "...", "-", "--", "---", "_", "'", '"', "`", "\\", "/", "//", "?", "#",
    "%", "&", "$", "0", "00", "-0", "+0", "1/0", "1e5", "1e999", "-1", "0x10", "0b1", "0o7",
    "1_000", "1,5", "١٢٣", "½", "Ⅷ", "null", "NULL", "None", "nil", "undefined", "NaN", "Infinity",
    "true", "False", "yes", "[]", "{}", "()", "__proto__", "constructor", "__class__", "toString",
    "hasOwnProperty", "self", "this", "id", "draft", "<b>bold</b>", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml version='1.0'?>",
    "&lt;", "&#0;", "&amp;amp;", "javascript:alert(1)", "data:text/html,x",
    "'; DROP TABLE replies; --", "1 OR 1=1", "\" OR \"\"=\"", "admin'--", "%' OR '1'='1",
    "UNION SELECT 1", "$(reboot)", "`id`", "; ls -la", "| cat /etc/passwd", "&& true",
    "> /dev/null", "\n.\n", "~root", "../../../../etc/passwd", "..\\..\\boot.ini", "/dev/zero",
    "CON", "NUL", "file:///etc/hosts", "C:\\", "{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>",
    "{% raw %}", "{{draft}}", "{0}", "{x!r}", "%s%s%s%n", "%(a)s", "${jndi:ldap://a.invalid/x}",
    "${env:HOME}", "$HOME", "%PATH%", "{{config}}", "{{''.__class__}}", "\x01", "\x07", "\x08",
    "\x0b", "\x0c", "\x1b[31mred\x1b[0m", "\x7f", "\x80", "\x85", "\x9b",
    "\u202etxet desrever\u202c", "\u2066isolate\u2069", "\u200fright", "a\u0301\u0301\u0301\u0301",
    "Z͑ͫ̓ͪ̂ͫ", "\u0488\u0489", "𝖐𝖎𝖓𝖉", "ｆｕｌｌ", "ⓒircled", "ﬁ", "ß", "İ", "ı", "ſ", "Σς", "ǆ",
    "한국어", "日本語", "العربية", "עברית", "ไทย", "हिन्दी", "😀", "👩‍👩‍👧‍👦", "🇦🇶", "👍🏿", "1️⃣",
    "\U000e0041\U000e0042", "\ue000", "\ufffe", "\uffff", "\U0010ffff", "\ufffd", "⟦1⟧", "[D1]",
    "[D999999]", "[-]", "</draft>", "<reply>", "</reply>", "[C1][F1]", "⟦", "⟧", "【D1】", "(D1)",
    "\0", "a\0b", "\ud800", "\udfff", "\udc00\ud800", "x" * 1_001, "a " * 1_500, "." * 5_000,
    "(" * 2_000, "1" * 5_000, "\n" * 3_000, "a.b" * 900, "@" * 999, "- " * 900, "> " * 500,
    "\u0300" * 999, "é" * 999,
)  # fmt: skip


def strings() -> Iterator[str]:
    """Every one; some hold NUL or half of a surrogate pair, which JSON can carry."""
    yield from _SEEN
