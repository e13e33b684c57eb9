import { strict } from '../not-implemented.ts';

/** A PNG's width and height stand at bytes 16 and 20. */
export function nativeImage(png: Buffer): object {
  return strict('NativeImage', {
    isEmpty: () => png.length === 0,
    toPNG: () => png,
    toDataURL: () => `data:image/png;base64,${png.toString('base64')}`,
    getSize: () => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) }),
  });
}
