"""Job objects: how Windows limits the memory of a process, and ends one together with another.

`Kernel` is what is used of kernel32, so that the calls can be tried where there is none.
"""

from __future__ import annotations

import ctypes
from ctypes import c_int64, c_size_t, c_uint32, c_uint64, c_void_p
from functools import cache
from typing import Any

_EXTENDED = 9  # JobObjectExtendedLimitInformation
_PROCESS_MEMORY = 0x0100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
_KILL_ON_CLOSE = 0x2000  # JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
_SET_QUOTA_AND_TERMINATE = 0x0101  # what assigning a process to a job needs
_NO_BOX = 0x8003  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX
_AT_START = 200_000_000  # bytes that the program itself may have taken before the work begins


class _Basic(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", c_int64),
        ("PerJobUserTimeLimit", c_int64),
        ("LimitFlags", c_uint32),
        ("MinimumWorkingSetSize", c_size_t),
        ("MaximumWorkingSetSize", c_size_t),
        ("ActiveProcessLimit", c_uint32),
        ("Affinity", c_size_t),
        ("PriorityClass", c_uint32),
        ("SchedulingClass", c_uint32),
    )


class Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("Basic", _Basic),
        ("IoInfo", c_uint64 * 6),
        ("ProcessMemoryLimit", c_size_t),
        ("JobMemoryLimit", c_size_t),
        ("PeakProcessMemoryUsed", c_size_t),
        ("PeakJobMemoryUsed", c_size_t),
    )


Kernel = Any  # ctypes gives functions as attributes that no type names


@cache
def kernel() -> Kernel:
    """Open kernel32, with the types of what is called: a handle is wider than ctypes thinks."""
    opened: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    opened.CreateJobObjectW.restype = opened.GetCurrentProcess.restype = opened.OpenProcess.restype = c_void_p
    opened.CreateJobObjectW.argtypes = (c_void_p, c_void_p)
    opened.SetInformationJobObject.argtypes = (c_void_p, c_uint32, c_void_p, c_uint32)
    opened.AssignProcessToJobObject.argtypes = (c_void_p, c_void_p)
    opened.OpenProcess.argtypes = (c_uint32, c_uint32, c_uint32)
    opened.CloseHandle.argtypes = (c_void_p,)
    return opened


def limit_own_memory(kernel32: Kernel, more: int) -> None:
    """Put this process into a job of its own whose processes get no more memory than this; no box tells of its end."""
    kernel32.SetErrorMode(_NO_BOX)
    job = _job(kernel32, _PROCESS_MEMORY, _AT_START + more)
    kernel32.AssignProcessToJobObject(job, kernel32.GetCurrentProcess())


def end_together(kernel32: Kernel, pid: int) -> None:
    """Put a process into the job that ends with this process: the system closes its handle, and ends what is in it."""
    process = kernel32.OpenProcess(_SET_QUOTA_AND_TERMINATE, 0, pid)
    if process:
        kernel32.AssignProcessToJobObject(_ending(kernel32), process)
        kernel32.CloseHandle(process)


@cache
def _ending(kernel32: Kernel) -> Any:  # noqa: ANN401 — a handle
    return _job(kernel32, _KILL_ON_CLOSE, 0)


def _job(kernel32: Kernel, flags: int, memory: int) -> Any:  # noqa: ANN401 — a handle
    """Make a job with limits; one that cannot be had limits nothing, and the work goes on."""
    job = kernel32.CreateJobObjectW(None, None)
    limits = Limits(Basic=_Basic(LimitFlags=flags), ProcessMemoryLimit=memory)
    kernel32.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))
    return job
