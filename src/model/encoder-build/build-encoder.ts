// `npm run build:encoder`: makes the files of src/model/encoder anew from the package, or those of a folder that is named.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { seal } from '../model-folder.ts';
import { BUNDLED_FOLDER } from '../models.ts';
import { encoderFiles } from './encoder-files.ts';

const folder = process.argv[2] ?? BUNDLED_FOLDER;
const { madeFrom, files } = await encoderFiles();
for (const [file, content] of Object.entries(files)) {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), content);
}
await seal(folder, madeFrom, Object.keys(files));
