"""Why a system would not take a file, in plain words: what it says itself is English."""

from __future__ import annotations

import errno

_GONE = "网络盘断开或没有回应"
_BUSY = "正被别的程序占用"
_SAID = {
    "EISDIR": "同名处已有一个文件夹",
    "ENOTEMPTY": "同名处已有一个文件夹",
    "ENOTDIR": "同名处已有一个文件",
    "EEXIST": "同名处已有一个文件",
    "ENOENT": "文件夹已不在原处",
    "ENAMETOOLONG": "路径过长",
    "EINVAL": "这个磁盘不接受这样的文件名",
    "EILSEQ": "这个磁盘不接受这样的文件名",
    "ELOOP": "路径中的链接互相指向",
    "EIO": "磁盘读写出错",
    "ENODEV": "磁盘已经断开",
    "ENXIO": "磁盘已经断开",
    "EBUSY": _BUSY,
    "ETXTBSY": _BUSY,
    "EMFILE": "打开的文件太多",
    "ENFILE": "打开的文件太多",
    "ENOMEM": "内存不足",
    **dict.fromkeys(
        (
            "ESTALE", "ETIMEDOUT", "ENETUNREACH", "ENETDOWN", "ENETRESET", "ENOTCONN",
            "EHOSTDOWN", "EHOSTUNREACH", "ECONNABORTED", "ECONNREFUSED", "ECONNRESET", "EREMOTEIO",
        ),
        _GONE,
    ),
}  # fmt: skip
_BY_NUMBER = {getattr(errno, name): said for name, said in _SAID.items() if hasattr(errno, name)}


def why(problem: OSError) -> str:
    """Return the reason, or the number an administrator can look up.

    >>> why(OSError(errno.EISDIR, "Is a directory")), why(OSError(9999, "Unknown"))
    ('同名处已有一个文件夹', '系统错误号9999')
    """
    if problem.errno is None:
        return "系统没有说明原因"
    return _BY_NUMBER.get(problem.errno, f"系统错误号{problem.errno}")
