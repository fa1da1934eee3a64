"""Reading a roster from CSV, with the line of every person."""

from __future__ import annotations

import csv
import io
from typing import Final

from rolecall.cdk.errors import RosterError
from rolecall.patterns.roster_record import FIELDS, REQUIRED, FieldKind, Record, Report, unknown

COLUMNS: Final = {name.replace(".", "_"): name for name in FIELDS}
"""By column, the field it holds."""
_NONE: Final = "-"
_FLAGS: Final = {"true": True, "yes": True, "false": False, "no": False}


def read(text: str, report: Report) -> list[Record]:
    """The people in `text`; mistakes go to `report`. Raises RosterError if it is not CSV at all."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[Record] = []
    header: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            if header is None:
                header = _header(cells, report)
            elif any(cell.strip() for cell in cells):
                if len(cells) == len(header):
                    records.append(_record(header, cells, line))
                else:
                    report.add(line, f"has {len(cells)} cells where the header has {len(header)}")
            line = reader.line_num + 1
    except csv.Error as error:
        raise RosterError(f"{report.file}:{reader.line_num}: {error}") from None
    if header is None:
        report.add(1, f"needs a header line such as {','.join(REQUIRED)},tanium_roles")
    return records


def _header(cells: list[str], report: Report) -> list[str]:
    header = [cell.strip() for cell in cells]
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            advice = "save it with commas (a spreadsheet calls that CSV UTF-8, comma delimited)"
            report.add(1, f"cells are separated by {name}: {advice}; only the names within a cell stand between ;")
            report.stop_if_any()
    for index, column in enumerate(header):
        if column not in COLUMNS:
            report.add(1, unknown(column, list(COLUMNS)))
        elif column in header[:index]:
            report.add(1, f"column {column!r} is given twice")
    for name in REQUIRED:
        if name not in header:
            report.add(1, f"column {name!r} is missing")
    # Without a sound header every line below would be reported for the same reason.
    report.stop_if_any()
    return header


def _record(header: list[str], cells: list[str], line: int) -> Record:
    record = Record(line)
    for column, cell in zip(header, cells, strict=True):
        name, cell = COLUMNS[column], cell.strip()
        if not cell:
            continue
        value, wrong = _value(FIELDS[name], cell)
        if wrong:
            record.complain(line, f"{column} {wrong}", name)
        record.values[name] = value
        if "." in name:
            record.vendors.add(name.split(".")[0])
    return record


def _value(kind: FieldKind, cell: str) -> tuple[object, str]:
    if kind == "names":
        return ([] if cell == _NONE else [item.strip() for item in cell.split(";")]), ""
    if kind == "flag":
        flag = _FLAGS.get(cell.lower())
        return flag, "" if flag is not None else f"must be true or false, not {cell!r}"
    return cell, ""
