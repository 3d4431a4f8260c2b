/** What is refused of packs and of the key that signs them. */
import { entry } from './error-entry.ts'

export const packErrors = {
  'identity.damaged': entry(
    422,
    'person',
    'อ่านกุญแจลงชื่อของเครื่องนี้ไม่ได้ ({what}) จึงยังส่งแผนไม่ได้ นำไฟล์กุญแจเดิมกลับมา หรือสร้างกุญแจใหม่ในหน้าต่างส่งหรือรับแผน ซึ่งผู้รับจะเห็นเป็นผู้ส่งคนใหม่',
    'The key that signs for this machine cannot be read ({what}), so no plan can be sent. Bring the old key file back, or make a new key in the window for sending and receiving; receivers will then see a new sender.',
  ),
  'pack.foreign': entry(
    422,
    'file',
    '{name} ไม่ใช่ไฟล์แผนที่ส่งออกจากโปรแกรมนี้ (.plan.gpkg) เลือกไฟล์แผน หรือถ้าเป็นข้อมูลให้ใช้ “เปิดข้อมูล”',
    '{name} is not a plan sent from this program (.plan.gpkg). Choose a plan’s file; data is brought in by “Open data”.',
  ),
  'pack.newer': entry(
    422,
    'program',
    '{name} ทำด้วยโปรแกรมรุ่นใหม่กว่า ({version}) ปรับรุ่นโปรแกรมในเครื่องนี้ก่อน แล้วรับอีกครั้ง',
    '{name} was made by a newer release ({version}). Update the program on this machine, then take it again.',
  ),
  'pack.cut-short': entry(
    422,
    'file',
    '{name} มาไม่ครบ (ได้ {got} จาก {wanted} ไบต์) คัดลอกใหม่ทั้งไฟล์ และรอให้เสร็จก่อนถอดอุปกรณ์',
    '{name} is not complete ({got} of {wanted} bytes). Copy the whole file again, and wait for its end before you unplug the stick.',
  ),
  'pack.damaged': entry(
    422,
    'file',
    '{name} เสียหาย ({what}) ไม่มีอะไรถูกนำเข้า ขอไฟล์ใหม่จากผู้ส่ง',
    '{name} is damaged ({what}); nothing was taken in. Ask the sender for the file again.',
  ),
  'pack.signature': entry(
    422,
    'file',
    'ลายเซ็นของ {name} ไม่ถูกต้อง จึงบอกไม่ได้ว่าใครส่งและครบหรือไม่ ขอไฟล์ใหม่จากผู้ส่ง',
    'The signature of {name} is not right, so nobody can tell who sent it or whether it is whole. Ask the sender for the file again.',
  ),
  'pack.altered': entry(
    422,
    'file',
    '{name} ไม่ตรงกับที่ {who} ลงชื่อไว้ ({what}) อาจมีคนแก้ไฟล์หลังส่ง ให้ผู้ส่งแก้ในโปรแกรมแล้วส่งใหม่',
    '{name} is not what {who} signed ({what}). Someone may have edited the file after it was sent; the sender should change the plan in the program and send it again.',
  ),
  'pack.incomplete': entry(
    422,
    'file',
    'แผนใน {name} ขาดการแก้ไขบางส่วนที่ส่วนอื่นต้องใช้ ให้ผู้ส่งส่งใหม่ทั้งแผน',
    'The plan in {name} lacks changes that others build on. Ask the sender to send the whole plan again.',
  ),
  'pack.too-much': entry(
    422,
    'file',
    '{name} มีข้อมูลมากผิดปกติสำหรับแผนหนึ่งแผน ({what}) จึงไม่เปิด',
    '{name} holds more than any plan does ({what}) and was not opened.',
  ),
  'pack.exists': entry(
    409,
    'person',
    'มีไฟล์ {path} อยู่แล้วและไม่ใช่แผนเดียวกัน จึงไม่เขียนทับ เลือกชื่ออื่น',
    '{path} already exists and is not this plan, so it was not overwritten; choose another name.',
  ),
  'pack.ending': entry(400, 'person', 'ชื่อไฟล์แผนต้องลงท้ายด้วย .plan.gpkg', 'A plan’s file has to end in .plan.gpkg.'),
  'pack.dropped': entry(
    409,
    'person',
    'แผน {plan} ถูกตัดออกแล้ว เรียกคืนก่อนส่ง',
    'The plan {plan} was dropped; restore it before you send it.',
  ),
} as const
