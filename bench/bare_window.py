"""The empty window that ours is measured against."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


def tell() -> None:
    """Say that the window is there, wait to be looked at, and go."""
    print("ready", flush=True)
    sys.stdin.read()
    QApplication.quit()


class BareWindow(QMainWindow):
    """Tells when it is painted."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Paint nothing but the background."""
        super().paintEvent(event)
        QTimer.singleShot(0, tell)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = BareWindow()
    window.show()
    application.exec()
