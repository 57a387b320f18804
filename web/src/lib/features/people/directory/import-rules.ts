/** As spreadsheets name their columns: 1 is A, 26 is Z, 27 is AA. */
export function lettersOf(cell: number): string {
  let letters = '';
  for (let left = cell; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return letters;
}
