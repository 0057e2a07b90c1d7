"""What may be under way when the power goes, by name."""

from __future__ import annotations

from faults.power_cut.backups import BackingUp, Restoring
from faults.power_cut.exporting import Exporting
from faults.power_cut.working import FirstStart, Migrating, Scenario, Working

SCENARIOS: dict[str, type[Scenario]] = {
    "录入导入": Working,
    "首次启动": FirstStart,
    "升级": Migrating,
    "备份": BackingUp,
    "导出": Exporting,
    "恢复备份": Restoring,
}
