// /forget-me: deletes what is kept of the person who asks for it, in every server.
import { command, type Command } from '../command.ts';
import { payload } from '../views/payload.ts';

export const forgetMe: Command = {
  data: command('forget-me', 'Delete what Attest keeps of you: your votes and questions'),
  isForAll: true,

  answer(_interaction, { serverData, userId, messages }) {
    return {
      to: 'asker',
      work: async () => {
        const { questions, votes } = await serverData.use((data) => data.forget(userId));
        return payload(questions + votes === 0 ? messages.nothingKept : messages.deleted(questions, votes));
      },
    };
  },
};
