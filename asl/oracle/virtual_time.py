"""A clock that stands still until everybody waits, and the engine's waits on it.

The engine runs an execution on several threads and waits in real time. Here a wait with a deadline only notes it; the recorder
puts the clock forward once no thread can go on by itself, and wakes the one whose deadline is first. So a year's machine is
recorded in milliseconds, and what happens when is exact.
"""

import datetime
import sys
import threading
import time
import types

START = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.timezone.utc)


class Stuck(Exception):
    """The engine does not come to rest."""


class _Waiter:
    def __init__(self, event, deadline):
        self.event = event
        self.deadline = deadline
        self.expired = False


class Clock:
    def __init__(self):
        self.now = START
        self._waiters = []
        self._lock = threading.Lock()

    def wait(self, event, seconds):
        """As Event.wait: whether the event was set before the time was up."""
        waiter = _Waiter(event, self.now + datetime.timedelta(seconds=seconds))
        with self._lock:
            self._waiters.append(waiter)
        with event._cond:
            while not event._flag and not waiter.expired:
                event._cond.wait()
        with self._lock:
            if waiter in self._waiters:
                self._waiters.remove(waiter)
        return event._flag

    def run_until(self, moment):
        """Lets everything happen that is due by then; afterwards it is that moment."""
        while True:
            settle()
            with self._lock:
                due = min(self._waiters, key=lambda waiter: waiter.deadline, default=None)
                if due is None or due.deadline > moment:
                    break
                self._waiters.remove(due)
            self.now = max(self.now, due.deadline)
            due.expired = True
            with due.event._cond:
                due.event._cond.notify_all()
        self.now = max(self.now, moment)


def settle(limit_seconds=30):
    """Waits until every other thread waits for another one or for the clock."""
    give_up = time.monotonic() + limit_seconds
    # Twice: between being woken and doing something a thread still looks as if it waited.
    while not (_all_wait() and (time.sleep(0.0005) or _all_wait())):
        if time.monotonic() > give_up:
            raise Stuck()
        time.sleep(0.0005)


def _all_wait():
    frames = sys._current_frames()
    for thread in threading.enumerate():
        if thread is threading.current_thread():
            continue
        frame = frames.get(thread.ident)
        if frame is None or not _waits(frame):
            return False
    return True


def _waits(frame):
    """Whether the frame is a wait of the threading module that nothing has ended yet, though the thread may not know."""
    if frame.f_code.co_filename != threading.__file__:
        return False
    if frame.f_code.co_name == "wait":
        waiter = frame.f_locals.get("waiter")
        return waiter is not None and waiter.locked() and not frame.f_locals.get("gotit")
    if frame.f_code.co_name == "_wait_for_tstate_lock":
        lock = frame.f_locals.get("lock")
        return lock is not None and lock.locked()
    return False


class _Thread(threading.Thread):
    """A thread that can be joined by the virtual clock."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._done = threading.Event()

    def run(self):
        try:
            super().run()
        finally:
            self._done.set()

    def join(self, timeout=None):
        if timeout is None or self._done.wait(timeout):
            super().join()


def install(clock):
    """Puts the clock in the place of every time that the engine's modules know."""

    class VirtualDatetime(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return clock.now if tz else clock.now.replace(tzinfo=None)

    real_wait = threading.Event.wait

    def event_wait(self, timeout=None):
        return real_wait(self) if timeout is None else clock.wait(self, timeout)

    threading.Event.wait = event_wait
    virtual_datetime = types.SimpleNamespace(**{**vars(datetime), "datetime": VirtualDatetime})
    virtual_time = types.SimpleNamespace(
        time=lambda: clock.now.timestamp(), sleep=lambda seconds: clock.wait(threading.Event(), seconds)
    )
    for name, module in list(sys.modules.items()):
        if not name.startswith("moto.stepfunctions.parser"):
            continue
        if getattr(module, "datetime", None) is datetime:
            module.datetime = virtual_datetime
        if getattr(module, "time", None) is time:
            module.time = virtual_time
    program = sys.modules["moto.stepfunctions.parser.asl.component.program.program"]
    program.threading = types.SimpleNamespace(Thread=_Thread)
