/** What can go wrong between two laptops on one cable or hotspot. */
import { entry } from './error-entry.ts'

export const directErrors = {
  'direct.no-network': entry(
    503,
    'machine',
    'ไม่พบสายหรือฮอตสปอตที่ต่อกับเครื่องอื่น ต่อสายหรือเข้าฮอตสปอตเดียวกันก่อน แล้วลองอีกครั้ง หรือส่งด้วยแฟลชไดรฟ์',
    'There is no cable or hotspot to another machine. Plug in the cable or join the same hotspot, then try again, or use a stick.',
  ),
  'direct.blocked': entry(
    503,
    'machine',
    'เครื่องนี้ไม่ยอมให้เปิดช่องรับ ({what}) อนุญาตโปรแกรมในไฟร์วอลล์ หรือส่งด้วยแฟลชไดรฟ์',
    'This machine did not let a port be opened ({what}). Allow the program in the firewall, or use a stick.',
  ),
  'direct.not-local': entry(
    400,
    'person',
    '{address} ไม่ใช่ที่อยู่ในวงเดียวกัน พิมพ์ที่อยู่ตามที่จอผู้ส่งแสดง เช่น 192.168.1.20',
    '{address} is not an address of a local link. Type the address as the sender’s screen shows it, like 192.168.1.20.',
  ),
  'direct.no-answer': entry(
    503,
    'machine',
    'ไม่มีคำตอบจาก {address} ดูว่าสองเครื่องอยู่บนสายหรือฮอตสปอตเดียวกัน และไฟร์วอลล์ของเครื่องส่งอนุญาตโปรแกรมนี้',
    '{address} does not answer. See that both machines are on the same cable or hotspot, and that the firewall of the sending one allows the program.',
  ),
  'direct.nobody-offers': entry(
    503,
    'person',
    'เครื่อง {address} ไม่ได้เปิดส่งอยู่ ให้ผู้ส่งกด “ส่ง” ก่อน แล้วดูที่อยู่ที่จอผู้ส่งอีกครั้ง',
    'The machine {address} is not offering anything. Ask the sender to press “Send” first, then look at the address on their screen again.',
  ),
  'direct.wrong-code': entry(
    403,
    'person',
    'รหัสไม่ตรงกับเครื่องส่ง ดูรหัสสี่หลักที่จอผู้ส่ง แล้วพิมพ์ใหม่ ผิดครบสามครั้งเครื่องส่งจะปิด',
    'The code is not the sender’s. Look at the four digits on their screen and type them again; after three wrong ones the sender closes.',
  ),
  'direct.tries-spent': entry(
    403,
    'person',
    'มีการใส่รหัสผิดครบสามครั้ง จึงปิดการส่งไว้ก่อน กดส่งใหม่เพื่อได้รหัสใหม่',
    'A wrong code was given three times, so sending was closed. Send again to get a new code.',
  ),
  'direct.closed-there': entry(
    403,
    'person',
    'มีการใส่รหัสผิดครบสามครั้ง เครื่องส่งจึงปิดการส่งแล้ว ขอให้ผู้ส่งกดส่งใหม่ แล้วพิมพ์รหัสใหม่จากจอผู้ส่ง',
    'A wrong code was given three times, so the sending machine closed. Ask the sender to send again, then type the new code from their screen.',
  ),
  'direct.went-away': entry(
    503,
    'machine',
    'อีกเครื่องหายไปกลางทาง ยังไม่มีอะไรถูกรับเข้า ดูสายหรือฮอตสปอต แล้วเริ่มใหม่',
    'The other machine went away half-way; nothing was taken in. Look at the cable or the hotspot, then start again.',
  ),
  'direct.refused-there': entry(
    422,
    'person',
    'เครื่องผู้รับได้ไฟล์แล้วแต่ตรวจไม่ผ่าน จึงไม่ได้รับเข้า ดูเหตุผลที่จอผู้รับ',
    'The receiving machine got the file but did not accept it; its screen says why.',
  ),
  'direct.other-version': entry(
    422,
    'program',
    'อีกเครื่องใช้โปรแกรมคนละรุ่น ส่งตรงถึงกันไม่ได้ ปรับให้เป็นรุ่นเดียวกัน หรือส่งด้วยแฟลชไดรฟ์',
    'The other machine runs another release, and the two cannot talk. Bring both to the same release, or use a stick.',
  ),
  'direct.busy': entry(
    409,
    'person',
    'เครื่องนี้กำลังส่งหรือรับอยู่แล้ว หรือมีแผนที่ได้รับรอให้ดู จบครั้งนี้ก่อน',
    'This machine is already sending or receiving, or plans that came are waiting to be looked at; end that first.',
  ),
  'direct.too-long': entry(
    503,
    'person',
    'ไม่มีใครมารับนานแล้ว จึงปิดการส่งไว้ กดส่งใหม่เมื่อพร้อม',
    'Nobody came for a long time, so sending was closed. Send again when you are ready.',
  ),
} as const
