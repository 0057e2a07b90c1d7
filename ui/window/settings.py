"""设置 over whatever is shown: what is kept has its effect at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.preferences import LAST_YEAR
from model.rules.switches import SETTING
from ui.actions.in_window import RECOVER, SETTINGS
from ui.settings.definition import RULES
from ui.settings.fields import LOOKS, ZOOM
from ui.settings.page import SettingsPage
from ui.window.looks import looks_of
from ui.window.menu.acting import Acting
from ui.window.menu.view import set_theme
from ui.window.trail import OverPage

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow


def show(act: Acting) -> None:
    """Show the settings, unless they are shown."""
    window = act.window
    page = SettingsPage(act.library, window.today)
    page.done.connect(window.back)
    page.kept.connect(partial(apply, act))
    page.left_for.connect(lambda _: window.actions_by_key[RECOVER.id].trigger())
    window.show_over(page)


def choose_rules(window: MainWindow) -> None:
    """Show the settings where the rules are chosen."""
    window.actions_by_key[SETTINGS.id].trigger()
    now = window.trail.current
    if isinstance(now, OverPage) and isinstance(now.page, SettingsPage):
        now.page.choose(RULES)


def apply(act: Acting, key: str) -> None:
    """Let a setting that was changed have its effect."""
    act.window.status.say("设置已保存")
    page = act.window.report_page
    if key == LOOKS:
        set_theme(looks_of(act.library), act)
    elif page is not None and key == ZOOM:
        page.set_zoom(act.library.recall(ZOOM, int, page.zoom))
        act.window.show_zoom(page.zoom)
    elif act.window.session is not None and key == SETTING:
        act.window.session.follow_switches()
    elif page is not None and key == LAST_YEAR:
        page.pages.show_last_year()
