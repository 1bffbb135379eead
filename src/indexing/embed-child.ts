// One of the processes that `EmbedPool` starts: it opens the model once, and then embeds what it is sent.
import { serveParent } from '../child-process.ts';
import { openModel, type Model, type ModelSettings } from '../model/models.ts';

export interface EmbedApi {
  /** As the model of these settings does. */
  embed(settings: ModelSettings, texts: string[]): Promise<Float32Array[]>;
}

// What interrupts the command at the terminal is for its process: it may wait for what is in hand, and this one ends with it.
process.on('SIGINT', () => {});

let opening: Promise<Model> | undefined;

serveParent<EmbedApi>({
  async embed(settings, texts) {
    opening ??= openModel(settings);
    return (await opening).embed(texts);
  },
});
