"""Several reports as one series: a map of all or of the change, every report's numbers, and the sentences behind each."""

from ui import all_reports, several_reports
from ui.params import YearsParams
from ui.queries import over_years
from ui.registry import opened
from ui.render.html import show

view = opened(YearsParams)


if len(over_years.candidates(view.report)) < 2:
    show(view, several_reports.alone)
else:
    all_reports.put(view)
