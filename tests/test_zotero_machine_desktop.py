"""Whatever happens to a library on this computer: what holds for two machines on the web holds here, too.

One machine pushes, completes and pulls by the program of its owner while the same things happen as on the
web; a request that is not answered ends a run there, and the next run goes on.
"""

import os
from contextlib import suppress
from dataclasses import replace

from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test
from test_zotero_machine import HISTORIES, MOMENTS, TROUBLE, WHO, Sharing
from zotero_desk import Desk
from zotero_double import faults
from zotero_world import ADA

from papers2bib.errors import TargetError


class Beside(Sharing):
    """The library of a group in the program of one person, who works there by hand as well."""

    push_from_both = None  # type: ignore[assignment]  # one machine lets one run at a time write
    push_with_a_key_revoked_midway = None  # type: ignore[assignment]

    @initialize()
    def begin(self) -> None:
        super().begin()
        self.desk = Desk(self.double, self.folder / "ada", ADA)
        self.machines = {"ada": self.desk, "bob": self.desk}
        both: set[str] = set()
        self.known_to = {"ada": both, "bob": both}

    @rule(who=WHO, trouble=st.sampled_from(sorted(TROUBLE)), at=MOMENTS)
    def push_with_trouble(self, who: str, trouble: str, at: int) -> None:
        self.double.break_with(replace(TROUBLE[trouble]).after(at))
        with suppress(TargetError):
            self.pushed(who)
        self.double.mend()
        self.pushed(who)

    @rule(who=WHO, at=MOMENTS)
    def push_with_leave_taken_back_midway(self, who: str, at: int) -> None:
        self.double.break_with(faults.afterwards(self.desk.desktop.clear_authorizations).after(at))
        self.double.clock.advance(60)
        with suppress(TargetError):  # it was taken back before it was used
            self.pushed(who)
        self.double.mend()
        self.pushed(who)


def test_two_thousand_steps_of_any_kind_leave_the_library_right() -> None:
    Sharing.steps = 0
    chosen = seed(int(os.environ.get("PAPERS2BIB_TEST_SEED", "20261126")))(Beside)
    run_state_machine_as_test(chosen, settings=settings(HISTORIES, max_examples=60))
    assert Sharing.steps >= 2_000
