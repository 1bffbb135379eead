// Settings, votes and questions as the bot has them, wherever they are kept: while they cannot be used, the log says so once,
// whoever asks for something that needs them is told, and no limit falls.
import type { PlaceSettings, ServerSettings } from '../server-data/place-settings.ts';
import type { ServerData } from '../server-data/server-data.ts';

export interface BotServerData {
  /**
   * For what a person asks for.
   * @throws HostError when it cannot be done now
   */
  use<T>(work: (data: ServerData) => Promise<T>): Promise<T>;
  /** For what goes on beside an answer. Never rejects; gives `otherwise` when it cannot be done now. */
  tryUse<T>(work: (data: ServerData) => Promise<T>, otherwise: T): Promise<T>;
  /**
   * What holds in a channel of a server.
   * @throws HostError when nobody knows
   */
  settingsIn(server: string, channel: string): Promise<PlaceSettings>;
  /**
   * What is set in a server and its channels.
   * @throws HostError when nobody knows
   */
  settingsOf(server: string): Promise<ServerSettings>;
  /**
   * The servers in which something limits who may ask, or what.
   * @throws HostError when nobody knows
   */
  limitedServers(): Promise<string[]>;
  /** Whether there is a channel anywhere in which every question is answered; false where nobody knows. */
  answersEvery(): Promise<boolean>;
  close(): Promise<void>;
}
