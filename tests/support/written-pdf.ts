// A PDF as its text stands on its pages, in the letters that every reader of PDFs has.

/** A text and where it begins: points from the left and from the bottom of a page of 842 points; 12 points high where it does not say. */
export type PlacedText = readonly [text: string, x: number, y: number, size?: number];

/**
 * @param pages what stands on each
 * @param info what it says of itself, such as `Title`
 * @param trailer more of the trailer, as it stands in the file
 */
export function writtenPdf(
  pages: readonly (readonly PlacedText[])[],
  info: Readonly<Record<string, string>> = {},
  trailer = '',
): Buffer {
  const escaped = (text: string) => `(${text.replace(/[\\()]/g, '\\$&')})`;
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((texts, i) => {
      const content = texts
        .map(([text, x, y, size = 12]) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm ${escaped(text)} Tj ET`)
        .join('\n');
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
    `<< ${Object.entries(info)
      .map(([name, value]) => `/${name} ${escaped(value)}`)
      .join(' ')} >>`,
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const count = objects.length + 1;
  return Buffer.from(
    `${file}xref\n0 ${count}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${count} /Root 1 0 R /Info ${objects.length} 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  );
}
