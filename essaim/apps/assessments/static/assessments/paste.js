// Lays a block copied from a spreadsheet over the table: down and to the right of the cell it is pasted in.
const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[’']/g, "'").trim().toLowerCase();

// A spreadsheet quotes the cells that hold a tab, a line break or a quote.
const parse = (text) => {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "") break;
    if (end === "\n") rows.push([]);
  }
  return rows;
};

const fill = (cell, text) => {
  if (cell.tagName !== "SELECT") {
    if (cell.maxLength >= 0 && text.length > cell.maxLength) return false;
    cell.value = text;
    return true;
  }
  const wanted = fold(text);
  const option = [...cell.options].find((one) => one.value === text.trim() || fold(one.text) === wanted);
  if (!option) return false;
  cell.value = option.value;
  return true;
};

export default function paste(table) {
  const told = document.getElementById(table.dataset.told);
  const cellsOf = (row) => [...row.querySelectorAll("[data-cell]")];

  table.addEventListener("paste", (event) => {
    const start = event.target.closest("[data-cell]");
    if (!start) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    const isBlock = text.includes("\t") || event.clipboardData.getData("text/html").includes("<t");
    if (!isBlock && start.tagName !== "SELECT") return;
    event.preventDefault();
    const rows = [...table.querySelectorAll("[data-sheet]")];
    const top = rows.indexOf(start.closest("[data-sheet]"));
    const left = cellsOf(rows[top]).indexOf(start);
    let filled = 0;
    let unread = 0;
    parse(text).forEach((line, down) => {
      const cells = rows[top + down] ? cellsOf(rows[top + down]) : [];
      line.forEach((value, right) => {
        const cell = cells[left + right];
        if (!cell || !fill(cell, value)) return void (unread += 1);
        filled += 1;
        cell.dispatchEvent(new Event("input", { bubbles: true }));
      });
    });
    told.textContent = told.dataset.words.replace("{filled}", filled).replace("{unread}", unread);
    told.hidden = false;
  });
}
