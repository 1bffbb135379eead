// The text of a page or feed in whatever encoding it is. The only user of encoding-sniffer.
import { isUtf8 } from 'node:buffer';
import { decodeBuffer, getEncoding } from 'encoding-sniffer';

/** As far as an encoding may be named in, in bytes. */
const SNIFFED_BYTES = 4096;

/**
 * The text of bytes: by byte order mark, by what it was served with, by what it says of itself, or as UTF-8 where it is that.
 * @param served the charset of the response that brought it; null of a file
 */
export function decoded(bytes: Buffer, served: string | null): string {
  const encoding = getEncoding(bytes, {
    maxBytes: SNIFFED_BYTES,
    ...(served !== null && { transportLayerEncodingLabel: served }),
    defaultEncoding: isUtf8(bytes) ? 'utf-8' : 'windows-1252',
  });
  // A page that was converted when it was saved often still names its old encoding.
  const isConverted = isUtf8(bytes) && bytes.some((byte) => byte > 0x7f) && !encoding.startsWith('utf-16');
  return decodeBuffer(bytes, { userEncoding: isConverted ? 'utf-8' : encoding });
}
