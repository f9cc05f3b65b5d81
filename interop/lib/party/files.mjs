// Small files of every kind that people send, made here or once by sharp.
import { createHash } from 'node:crypto';

const jpegText =
  '/9j/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREy' +
  'YVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAgADADASIAAhEBAxEB/8QAFwAB' +
  'AQEBAAAAAAAAAAAAAAAAAwQFBv/EABcQAAMBAAAAAAAAAAAAAAAAAAACBGH/xAAXAQEBAQEAAAAAAAAAAAAAAAAFBAMH/8QAFxEAAwEAAAAAAA' +
  'AAAAAAAAAAAAIDBP/aAAwDAQACEQMRAD8A4ZJsHSbDQSbB0mwTa5NDSQJNg6TYaCTYOk2GDXF4aTPSbChJsNBJsHSbCdri8NJCk2FCTYXpNhQk' +
  '2EzXOZQ0mek2DpNhoJNg6TYTtcXhpIEmwdJsNBJsHSbDBri8NJ//2Q==';
const webpText =
  'UklGRoACAABXRUJQVlA4IHQCAADwPQCdASoAAgACPzmcy18vKyklIAgB4CcJaW7hd2EatmAAnsA99snIe+2TkPfbJyHvt7zM/2995o8l9/9vfe' +
  'aPJff/a5OimQ99snIe+2TkPfbJyHvtk5D32ych77ZOQ+A/S7Xi5OQ99snIe+2Tkf88nIe+2TkPfbJyHvtmMtPbMZafAEA+hfS9YcITAHwWoQXa' +
  'VAsl2vFyciIHk5D32ycj/nlAy8XmX9h5OQ99uZgBBtza8XJyIgeTkPfbJyHvtk5D32ygZeL7zM7dwbZOQ99snIfAfpdrxcnIe+2TkPfbJyP+eT' +
  'kPfbJyHvtzL9PbKBl4uTnERcnIe/AEMRFygZeL7zKqBZalEC3bYdEF4kcILtKgWWpRAt22HRBeJHCC7SoFlqUQLdth0QXiRwgu2HRBjA99uZht' +
  'AsmizPN++hwgxge+3Mw2gWTRZnk5D32zGWntzMNoFk0WZ5OQ99sxlp7czDaBZNFmeTkf88oGXi5jLsPJyP+eUVvHzbnWHCDGCIHk5H/PJyHvtl' +
  'Ay8XMZdh5OR/zych77ZQMvFzGXYeTkf88nIiB5OcRFygZimyXcbzbvt7CC7YdEF4keX9LuN5tza8XJziIuUDMU2S7jebc2vFyc4iLlAzFNku43' +
  'm3NsU2S9YcIMYIgeTkf88orePm3OsOEGMEQPJiAA/v7uf9ATd//EXnf078wI1q54tni2eLZ4tni2eLZ4tni2eLZ4tni2eLZ4tnbwUAAYB/n+f5' +
  '/iJm4bhuAQKNuwJuwJuwJupMOYvy/L8H+jqOjhN2k1m4JkPCCMIuwPuCMAQABHAQAAACWAgAAAEsBAAAAJYCAAAASwEAAA';

const u32 = (n) => Buffer.from([n >>> 24, n >>> 16, n >>> 8, n].map((b) => b & 0xff));
const u16 = (n) => Buffer.from([n >>> 8, n].map((b) => b & 0xff));
const le32 = (n) => Buffer.from([n, n >>> 8, n >>> 16, n >>> 24].map((b) => b & 0xff));

/** Bytes that look random and are the same in every run. */
function noise(length, seed) {
  const parts = [];
  for (let i = 0; i * 32 < length; i++) parts.push(createHash('sha256').update(`${seed} ${i}`).digest());
  return Buffer.concat(parts).subarray(0, length);
}

const box = (name, ...parts) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(name), body]);
};

const identity = Buffer.concat([0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map(u32));

/** A film of a second and 64 by 48, by its boxes (ISO 14496-12); what it shows is noise. */
function mp4(seed) {
  const movie = box('mvhd', u32(0), u32(0), u32(0), u32(1000), u32(1000), u32(0x10000), u16(0x100), Buffer.alloc(10), identity, Buffer.alloc(24), u32(2));
  const track = box('tkhd', u32(3), u32(0), u32(0), u32(1), u32(0), u32(1000), Buffer.alloc(16), identity, u32(64 << 16), u32(48 << 16));
  const media = box('mdhd', u32(0), u32(0), u32(0), u32(1000), u32(1000), u16(0x55c4), u16(0));
  const handler = box('hdlr', u32(0), u32(0), Buffer.from('vide'), Buffer.alloc(12), Buffer.from('film\0'));
  return Buffer.concat([
    box('ftyp', Buffer.from('isom'), u32(0x200), Buffer.from('isommp42')),
    box('moov', movie, box('trak', track, box('mdia', media, handler))),
    box('mdat', noise(90_000, seed))
  ]);
}

/** Forty silent frames of MPEG-1 layer III, 128 kbit/s, 44.1 kHz. */
function mp3() {
  const frame = Buffer.alloc(417);
  u32(0xfffb9064).copy(frame);
  return Buffer.concat(Array.from({ length: 40 }, () => frame));
}

const crcTable = Array.from({ length: 256 }, (_, i) => {
  let r = i << 24;
  for (let k = 0; k < 8; k++) r = r & 0x80000000 ? (r << 1) ^ 0x04c11db7 : r << 1;
  return r >>> 0;
});

/** A page of an Ogg file (RFC 3533) with these packets, each shorter than 255 bytes. */
function oggPage(flags, granule, number, packets) {
  const page = Buffer.concat([
    Buffer.from('OggS\0'), Buffer.from([flags]), le32(granule), le32(0), le32(7), le32(number), le32(0),
    Buffer.from([packets.length, ...packets.map((p) => p.length)]), ...packets
  ]);
  let crc = 0;
  for (const byte of page) crc = ((crc << 8) ^ crcTable[((crc >>> 24) ^ byte) & 0xff]) >>> 0;
  le32(crc).copy(page, 22);
  return page;
}

/** A second of silence in Ogg Opus (RFC 7845): fifty packets of 20 ms. */
function opus() {
  const head = Buffer.concat([Buffer.from('OpusHead'), Buffer.from([1, 1]), Buffer.from([0, 0]), le32(48_000), Buffer.from([0, 0, 0])]);
  const tags = Buffer.concat([Buffer.from('OpusTags'), le32(4), Buffer.from('test'), le32(0)]);
  const silence = Buffer.from([0xf8, 0xff, 0xfe]);
  return Buffer.concat([
    oggPage(2, 0, 0, [head]),
    oggPage(0, 0, 1, [tags]),
    oggPage(4, 48_000, 2, Array.from({ length: 50 }, () => silence))
  ]);
}

export const files = {
  jpeg: Buffer.from(jpegText, 'base64'),
  webp: Buffer.from(webpText, 'base64'),
  mp4: mp4('film'),
  gif: mp4('gif'),
  round: mp4('round'),
  mp3: mp3(),
  opus: opus(),
  /** Larger than what is encrypted or sent in one piece. */
  pdf: Buffer.concat([Buffer.from('%PDF-1.4\n'), noise(700_001, 'paper')])
};
