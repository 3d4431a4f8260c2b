/** What the file doctor says of a vector file, why its rows are refused, and the steps of its import. */
export const vectorMessages = {
  'encoding.plain': { th: 'มีแต่อักษรละตินธรรมดา', en: 'Plain Latin letters only.' },
  'encoding.declared': { th: 'ไฟล์บอกว่าเป็น {encoding} และอ่านได้จริง', en: 'The file says {encoding}, and it reads so.' },
  'encoding.declared-wrong': {
    th: 'ไฟล์บอกว่าเป็น {declared} แต่อ่านได้เป็น {encoding}',
    en: 'The file says {declared}, but it reads as {encoding}.',
  },
  'encoding.read-back': {
    th: 'อ่านเป็น {encoding} แล้วตัวอักษรถูกที่ {share} %',
    en: 'Read as {encoding}, {share} % of the letters stand where they may.',
  },
  'encoding.uncertain': {
    th: 'ไม่มีรหัสตัวอักษรใดที่อ่านได้ดี ดีที่สุดถูกที่ {share} %',
    en: 'No encoding reads well; in the best one {share} % of the letters stand where they may.',
  },
  'encoding.as-written': { th: 'อ่านได้ตามที่เขียน', en: 'Reads as it is written.' },
  'encoding.mojibake': {
    th: 'ข้อความถูกบันทึกผิดรหัสมาก่อน จะอ่านใหม่เป็น {encoding}',
    en: 'The text was saved in a wrong encoding before; it is read again as {encoding}.',
  },
  'encoding.cpg-unreadable': {
    th: 'ไฟล์ .cpg ไม่ได้บอกรหัสตัวอักษร จึงไม่ใช้',
    en: 'The .cpg file names no encoding and is not used.',
  },
  'crs.declared': {
    th: 'ไฟล์บอกว่าเป็น {crs} และตำแหน่งอยู่ในประเทศไทย',
    en: 'The file says {crs}, and it lies in Thailand.',
  },
  'crs.by-format': { th: 'ไฟล์ชนิดนี้เป็น {crs} เสมอ', en: 'Files of this kind are always {crs}.' },
  'crs.chosen': { th: 'เลือกไว้: {crs}', en: 'Chosen: {crs}.' },
  'crs.by-position': { th: 'มีเพียง {crs} ที่ตำแหน่งอยู่ในประเทศไทย', en: 'Only as {crs} does it lie in Thailand.' },
  'crs.matches-areas': {
    th: 'เป็น {crs} เพราะวางตรงกับขอบเขตในไฟล์งาน (ต่างกัน {distance} ม.)',
    en: 'As {crs} it lies where the workspace has the same areas ({distance} m apart).',
  },
  'crs.contradicted-by-areas': {
    th: 'ไฟล์บอกว่าเป็น {crs} แต่วางห่างจากขอบเขตในไฟล์งาน {distance} ม. ส่วน {other} วางตรง',
    en: 'The file says {crs}, which lies {distance} m from the same areas of the workspace; {other} lies on them.',
  },
  'crs.declared-wrong': {
    th: 'ไฟล์บอกว่าเป็น {declared} แต่ตำแหน่งอยู่ในประเทศไทยเมื่อเป็น {crs}',
    en: 'The file says {declared}, but only as {crs} does it lie in Thailand.',
  },
  'crs.declared-outside': {
    th: 'ไฟล์บอกว่าเป็น {crs} ซึ่งวางอยู่นอกประเทศไทย และมีระบบอื่นที่เป็นไปได้หลายระบบ',
    en: 'The file says {crs}, which lies outside Thailand; several other systems are possible.',
  },
  'crs.declared-other': { th: 'ไฟล์บอกว่าเป็น {crs}', en: 'The file says {crs}.' },
  'crs.by-gdal': { th: 'แปลงจาก {crs} เป็น WGS 84 ด้วย GDAL', en: 'Transformed from {crs} to WGS 84 by GDAL.' },
  'crs.outside-thailand': { th: 'ชั้นข้อมูลนี้อยู่นอกประเทศไทย ({crs})', en: 'This layer lies outside Thailand ({crs}).' },
  'crs.swapped': {
    th: 'ละติจูดกับลองจิจูดสลับกัน จึงสลับกลับ ({crs})',
    en: 'Latitude and longitude were swapped; they are put right ({crs}).',
  },
  'crs.several-fit': {
    th: 'มี {count} ระบบพิกัดที่วางได้ในประเทศไทย โปรดเลือก',
    en: '{count} coordinate systems put it in Thailand; please choose.',
  },
  'crs.none-fits': {
    th: 'ไม่มีระบบพิกัดใดวางไว้ในประเทศไทย โปรดเลือก',
    en: 'No coordinate system puts it in Thailand; please choose.',
  },
  'crs.nothing-to-place': { th: 'ไม่มีรูปร่างให้วาง', en: 'There is no shape to place.' },
  'datum.first-choice': {
    th: 'แปลงจาก {crs} ด้วย {datum} ซึ่งเสนอไว้เป็นอันดับแรก วิธีอื่นต่างไปได้ถึง {distance} ม.',
    en: 'Transformed from {crs} by {datum}, the first choice; other operations differ by up to {distance} m.',
  },
  'datum.chosen': {
    th: 'แปลงจาก {crs} ด้วย {datum} ตามที่เลือก วิธีอื่นต่างไปได้ถึง {distance} ม.',
    en: 'Transformed from {crs} by {datum} as chosen; other operations differ by up to {distance} m.',
  },
  'vector.part-missing': { th: 'ไม่มีไฟล์ {part} มาด้วย', en: 'Its {part} file did not come with it.' },
  'vector.part-cut': {
    th: 'ไฟล์ {part} สั้นกว่าที่บอกไว้ อาจคัดลอกมาไม่ครบ อ่านได้ {found} จาก {expected} แถว',
    en: 'The {part} file is shorter than it says, as after a broken copy; {found} of {expected} rows were read.',
  },
  'vector.curves-as-lines': {
    th: 'เส้นโค้งใน {layer} ถูกวาดเป็นเส้นสั้น ๆ',
    en: 'Curves of {layer} are drawn as short lines.',
  },
  'vector.rings-mended': { th: 'ซ่อมเส้นรอบรูปแล้ว {count} แถว', en: 'The outlines of {count} rows were mended.' },
  'vector.rings-crossing': {
    th: 'มี {count} แถวที่เส้นรอบรูปตัดกันเองและซ่อมไม่ได้ คงไว้ตามเดิม',
    en: 'The outlines of {count} rows cross themselves and could not be mended; they are kept as drawn.',
  },
  'vector.rows-without-shape': { th: 'มี {count} แถวที่ไม่มีรูปร่าง', en: '{count} rows have no shape.' },
  'areas.dissolved': {
    th: 'รวมขอบเขตระดับ {level} ขึ้นมาจากระดับล่าง {count} แห่ง',
    en: '{count} areas of level {level} were made from the level below.',
  },
  'areas.gaps': {
    th: 'ขอบเขตระดับ {level} ที่รวมขึ้นมามีช่องว่างเล็ก ๆ {count} ช่อง เพราะเส้นของพื้นที่ติดกันไม่ตรงกัน',
    en: 'The dissolved outlines of level {level} have {count} small gaps, because neighbours were not drawn along the same line.',
  },
  'areas.pieces-joined': {
    th: 'รวมแถวที่เป็นชิ้นส่วนของพื้นที่เดียวกัน {count} แถว',
    en: '{count} rows were pieces of an area that another row began.',
  },
  'areas.codes-by-name': {
    th: 'ไฟล์ไม่มีรหัส จึงใช้รหัสของชื่อเดียวกันในไฟล์งาน',
    en: 'The file has no codes; those of the same names in the workspace are used.',
  },
  'refused.area-code': { th: 'ไม่ใช่รหัสพื้นที่ของระดับนี้', en: 'Not an area code of this level.' },
  'refused.code-repeated': { th: 'รหัสซ้ำกับแถวก่อนหน้าที่ชื่ออื่น', en: 'An earlier row has this code under another name.' },
  'refused.coordinates-not-finite': { th: 'พิกัดไม่เป็นตัวเลข', en: 'A coordinate is not a number.' },
  'refused.coordinates-off-the-earth': { th: 'พิกัดอยู่นอกโลก', en: 'A coordinate is off the earth.' },
  'refused.geometry-unreadable': { th: 'อ่านรูปร่างไม่ได้', en: 'The shape cannot be read.' },
  'refused.no-geometry': { th: 'ไม่มีรูปร่าง', en: 'It has no shape.' },
  'refused.not-a-polygon': { th: 'รูปร่างไม่ใช่พื้นที่ปิด', en: 'The shape is not a polygon.' },
  'refused.outside-thailand': { th: 'อยู่นอกประเทศไทย', en: 'It lies outside Thailand.' },
  'refused.polygon-without-area': { th: 'รูปปิดไม่มีเนื้อที่', en: 'The polygon has no area.' },
  'refused.ring-crosses-itself': {
    th: 'เส้นรอบรูปตัดกันเองจนบอกไม่ได้ว่าหมายถึงพื้นที่ใด',
    en: 'Its outline crosses itself so that what it means is not plain.',
  },
  'job.reading-areas': { th: 'อ่านขอบเขต', en: 'Reading the boundaries' },
  'job.writing-areas': { th: 'บันทึกขอบเขต', en: 'Writing the boundaries' },
  'job.dissolving-areas': { th: 'รวมขอบเขตเป็นระดับบน', en: 'Making the levels above' },
  'job.reading-layer': { th: 'อ่านชั้นข้อมูล', en: 'Reading the layer' },
  'job.writing-layer': { th: 'บันทึกชั้นข้อมูล', en: 'Writing the layer' },
} as const
