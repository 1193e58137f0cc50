"""What participant lists call things, in seven languages: headings, sexes, sectors, yes and no.

The first word of each language is the one that our template prints; the others are understood as well.
"""

import re
import unicodedata
from functools import cache

from babel import Locale

from lms.core.languages import BABEL, Country, Language

FIELDS = [
    "full_name",
    "full_name_latin",
    "sex",
    "email",
    "phone",
    "country",
    "organisation",
    "sector",
    "post_title",
    "counter_trafficking",
    "post_started_on",
    "language",
]
REQUIRED = ["full_name", "country"]

HEADINGS = {
    "full_name": {
        "en": ["Full name", "Name"],
        "km": ["ឈ្មោះពេញ", "ឈ្មោះ", "នាម និងគោត្តនាម", "គោត្តនាម និងនាម"],
        "lo": ["ຊື່ ແລະ ນາມສະກຸນ", "ຊື່ເຕັມ", "ຊື່"],
        "my": ["အမည်အပြည့်အစုံ", "အမည်", "နာမည်"],
        "th": ["ชื่อ-นามสกุล", "ชื่อเต็ม", "ชื่อ นามสกุล", "ชื่อและนามสกุล", "ชื่อ"],
        "vi": ["Họ và tên", "Họ tên", "Tên"],
        "zh-hans": ["姓名", "全名", "名字"],
    },
    "full_name_latin": {
        "en": ["Full name in Latin letters", "Name in Latin letters", "Latin name"],
        "km": ["ឈ្មោះជាអក្សរឡាតាំង", "ឈ្មោះឡាតាំង", "ឈ្មោះជាអក្សរអង់គ្លេស"],
        "lo": ["ຊື່ເປັນຕົວອັກສອນລາຕິນ", "ຊື່ເປັນພາສາອັງກິດ"],
        "my": ["လက်တင်အက္ခရာဖြင့် အမည်", "အင်္ဂလိပ်အမည်"],
        "th": ["ชื่อเป็นอักษรละติน", "ชื่อภาษาอังกฤษ"],
        "vi": ["Họ tên không dấu", "Tên bằng chữ Latinh"],
        "zh-hans": ["拉丁字母姓名", "拼音姓名", "姓名拼音", "英文姓名"],
    },
    "sex": {
        "en": ["Sex", "Gender"],
        "km": ["ភេទ"],
        "lo": ["ເພດ"],
        "my": ["ကျား/မ", "လိင်"],
        "th": ["เพศ"],
        "vi": ["Giới tính", "Giới"],
        "zh-hans": ["性别"],
    },
    "email": {
        "en": ["E-mail", "Email", "Email address", "E-mail address"],
        "km": ["អ៊ីមែល", "អ៊ីម៉ែល"],
        "lo": ["ອີເມວ", "ອີເມລ"],
        "my": ["အီးမေးလ်"],
        "th": ["อีเมล", "อีเมล์"],
        "vi": ["Thư điện tử", "Địa chỉ email"],
        "zh-hans": ["电子邮件", "电子邮箱", "邮箱"],
    },
    "phone": {
        "en": ["Phone", "Telephone", "Phone number", "Mobile"],
        "km": ["ទូរស័ព្ទ", "លេខទូរស័ព្ទ", "ទូរសព្ទ", "លេខទូរសព្ទ"],
        "lo": ["ໂທລະສັບ", "ເບີໂທ", "ເບີໂທລະສັບ"],
        "my": ["ဖုန်း", "ဖုန်းနံပါတ်"],
        "th": ["โทรศัพท์", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์", "เบอร์โทร"],
        "vi": ["Điện thoại", "Số điện thoại"],
        "zh-hans": ["电话", "电话号码", "手机"],
    },
    "country": {
        "en": ["Country"],
        "km": ["ប្រទេស"],
        "lo": ["ປະເທດ"],
        "my": ["နိုင်ငံ"],
        "th": ["ประเทศ"],
        "vi": ["Quốc gia", "Nước"],
        "zh-hans": ["国家"],
    },
    "organisation": {
        "en": ["Organisation", "Organization", "Agency", "Ministry"],
        "km": ["អង្គភាព", "ស្ថាប័ន", "អង្គការ"],
        "lo": ["ອົງການ", "ອົງກອນ", "ໜ່ວຍງານ"],
        "my": ["အဖွဲ့အစည်း", "ဌာန"],
        "th": ["หน่วยงาน", "องค์กร"],
        "vi": ["Cơ quan", "Tổ chức", "Đơn vị"],
        "zh-hans": ["单位", "机构", "组织"],
    },
    "sector": {
        "en": ["Sector"],
        "km": ["វិស័យ"],
        "lo": ["ຂະແໜງການ", "ຂະແໜງ"],
        "my": ["ကဏ္ဍ"],
        "th": ["ภาคส่วน", "สาขา"],
        "vi": ["Lĩnh vực", "Ngành"],
        "zh-hans": ["部门", "领域", "行业"],
    },
    "post_title": {
        "en": ["Post", "Post title", "Position", "Job title"],
        "km": ["មុខតំណែង", "តួនាទី", "មុខងារ"],
        "lo": ["ຕຳແໜ່ງ", "ຕໍາແໜ່ງ"],
        "my": ["ရာထူး"],
        "th": ["ตำแหน่ง"],
        "vi": ["Chức vụ", "Chức danh"],
        "zh-hans": ["职务", "职位", "岗位"],
    },
    "counter_trafficking": {
        "en": ["Anti-trafficking post", "Counter-trafficking", "Anti-trafficking"],
        "km": ["មុខតំណែងប្រឆាំងការជួញដូរមនុស្ស", "ប្រឆាំងការជួញដូរមនុស្ស"],
        "lo": ["ຕຳແໜ່ງຕ້ານການຄ້າມະນຸດ", "ຕ້ານການຄ້າມະນຸດ"],
        "my": ["လူကုန်ကူးမှုတိုက်ဖျက်ရေးရာထူး", "လူကုန်ကူးမှုတိုက်ဖျက်ရေး"],
        "th": ["ตำแหน่งด้านต่อต้านการค้ามนุษย์", "ต่อต้านการค้ามนุษย์"],
        "vi": ["Vị trí phòng, chống mua bán người", "Phòng, chống mua bán người", "Chống mua bán người"],
        "zh-hans": ["反拐岗位", "反对拐卖人口岗位", "反拐"],
    },
    "post_started_on": {
        "en": ["In this post since", "Post started on", "Start date"],
        "km": ["កាន់មុខតំណែងតាំងពី", "ថ្ងៃចូលកាន់តំណែង"],
        "lo": ["ຢູ່ຕຳແໜ່ງນີ້ຕັ້ງແຕ່", "ວັນທີເລີ່ມ"],
        "my": ["ဤရာထူးတွင် စတင်သည့်နေ့", "စတင်သည့်နေ့"],
        "th": ["ดำรงตำแหน่งตั้งแต่", "วันที่เริ่ม"],
        "vi": ["Giữ chức vụ từ ngày", "Ngày bắt đầu"],
        "zh-hans": ["任职日期", "任职时间", "开始日期"],
    },
    "language": {
        "en": ["Language"],
        "km": ["ភាសា"],
        "lo": ["ພາສາ"],
        "my": ["ဘာသာစကား"],
        "th": ["ภาษา"],
        "vi": ["Ngôn ngữ"],
        "zh-hans": ["语言"],
    },
}

# Columns that lists carry for their own use: left alone without a word.
IGNORED_HEADINGS = {"no", "no.", "#", "nr", "ល.រ", "ល.រ.", "លរ", "ລ/ດ", "ລດ", "စဉ်", "ลำดับ", "ที่", "stt", "tt", "序号"}

SEX = {
    "female": ["female", "f", "woman", "ស្រី", "ស", "ຍິງ", "ຍ", "မ", "အမျိုးသမီး", "หญิง", "ญ", "nữ", "女"],
    "male": ["male", "m", "man", "ប្រុស", "ប", "ຊາຍ", "ຊ", "ကျား", "အမျိုးသား", "ชาย", "ช", "nam", "男"],
    "other": ["other", "ផ្សេង", "ផ្សេងទៀត", "ອື່ນໆ", "အခြား", "อื่นๆ", "อื่น ๆ", "khác", "其他"],
    "": ["not stated", "unstated", "-", "–"],
}

YES = ["yes", "y", "true", "1", "x", "✓", "បាទ", "ចាស", "បាទ/ចាស", "មែន", "ແມ່ນ", "ແມ່ນແລ້ວ", "ဟုတ်", "ဟုတ်ကဲ့", "ใช่", "có", "是"]
NO = ["no", "n", "false", "0", "-", "–", "ទេ", "មិនមែន", "ບໍ່", "ບໍ່ແມ່ນ", "မဟုတ်", "မဟုတ်ပါ", "ไม่", "ไม่ใช่", "không", "否", "不是"]

SECTORS = {
    "police": ["police", "នគរបាល", "ប៉ូលិស", "ຕຳຫຼວດ", "ຕໍາຫຼວດ", "ရဲ", "ရဲတပ်ဖွဲ့", "ตำรวจ", "công an", "cảnh sát", "公安", "警察"],
    "prosecution": ["prosecution", "prosecutor", "អយ្យការ", "ព្រះរាជអាជ្ញា", "ໄອຍະການ", "အစိုးရရှေ့နေ", "อัยการ", "kiểm sát", "viện kiểm sát", "检察", "检察院"],
    "judiciary": ["judiciary", "court", "courts", "តុលាការ", "ສານ", "တရားရေး", "တရားရုံး", "ศาล", "ตุลาการ", "tư pháp", "tòa án", "toà án", "司法", "法院"],
    "labour": ["labour", "labor", "ការងារ", "ແຮງງານ", "အလုပ်သမား", "แรงงาน", "lao động", "劳动"],
    "social_affairs": ["social affairs", "social_affairs", "social welfare", "សង្គមកិច្ច", "ສັງຄົມສົງເຄາະ", "ສະຫວັດດີການສັງຄົມ", "လူမှုဝန်ထမ်း", "พัฒนาสังคม", "สังคมสงเคราะห์", "xã hội", "bảo trợ xã hội", "社会事务", "民政"],
    "womens_affairs": ["women's affairs", "women’s affairs", "womens affairs", "womens_affairs", "women", "កិច្ចការនារី", "ແມ່ຍິງ", "ສະຫະພັນແມ່ຍິງ", "အမျိုးသမီးရေးရာ", "สตรี", "กิจการสตรี", "phụ nữ", "妇联", "妇女"],
    "immigration": ["immigration", "អន្តោប្រវេសន៍", "ກວດຄົນເຂົ້າເມືອງ", "လူဝင်မှုကြီးကြပ်ရေး", "ตรวจคนเข้าเมือง", "xuất nhập cảnh", "移民", "出入境"],
    "education": ["education", "អប់រំ", "ສຶກສາ", "ການສຶກສາ", "ပညာရေး", "การศึกษา", "ศึกษา", "giáo dục", "教育"],
    "health": ["health", "សុខាភិបាល", "ສາທາລະນະສຸກ", "ສຸຂະພາບ", "ကျန်းမာရေး", "สาธารณสุข", "สุขภาพ", "y tế", "卫生", "医疗"],
    "ngo": ["ngo", "non-governmental organisation", "អង្គការក្រៅរដ្ឋាភិបាល", "ອົງການທີ່ບໍ່ຂຶ້ນກັບລັດຖະບານ", "အန်ဂျီအို", "องค์กรพัฒนาเอกชน", "เอ็นจีโอ", "tổ chức phi chính phủ", "phi chính phủ", "非政府组织"],
    "un": ["un", "united nations", "អង្គការសហប្រជាជាតិ", "ສະຫະປະຊາຊາດ", "ကုလသမဂ္ဂ", "สหประชาชาติ", "liên hợp quốc", "liên hiệp quốc", "联合国"],
    "other": ["other", "ផ្សេង", "ផ្សេងទៀត", "ອື່ນໆ", "အခြား", "อื่นๆ", "อื่น ๆ", "khác", "其他"],
}  # fmt: skip

MORE_COUNTRY_NAMES = {
    "KH": ["Kingdom of Cambodia", "ព្រះរាជាណាចក្រកម្ពុជា", "Campuchia", "KHM"],
    "CN": ["PRC", "P.R. China", "People's Republic of China", "中华人民共和国", "ປະເທດຈີນ", "CHN"],
    "LA": ["Lao PDR", "Lao", "ສປປ ລາວ", "ລາວ", "Lào", "LAO"],
    "MM": ["Myanmar", "Burma", "မြန်မာ", "ພະມ້າ", "พม่า", "เมียนมา", "MMR"],
    "TH": ["Kingdom of Thailand", "THA"],
    "VN": ["Viet Nam", "Vietnam", "VNM"],
}


INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """NFC, without invisible signs, with single spaces."""
    return " ".join(CONTROL.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", text))).split())


def folded(words: str) -> str:
    """What two spellings of the same word have in common."""
    return clean(words.replace("_", " ").replace("*", "")).casefold().rstrip(":")


def by_folded(names: dict[str, list[str]]) -> dict[str, str]:
    return {folded(word): code for code, words in names.items() for word in [code, *words]}


@cache
def field_of_heading() -> dict[str, str]:
    return by_folded({field: [word for words in HEADINGS[field].values() for word in words] for field in FIELDS})


def heading(field: str, language: str) -> str:
    """What our template prints above this column."""
    return HEADINGS[field][language][0]


@cache
def countries() -> dict[str, str]:
    """`{folded name in any of the seven languages: code}`, from Babel's tables and our own."""
    names = {code: list(MORE_COUNTRY_NAMES[code]) for code in Country.values}
    for tag in BABEL.values():
        territories = Locale.parse(tag).territories
        for code in names:
            names[code].append(territories[code])
    return by_folded(names)


@cache
def languages() -> dict[str, str]:
    names: dict[str, list[str]] = {code: [] for code in Language.values}
    for tag in BABEL.values():
        table = Locale.parse(tag).languages
        for code in names:
            names[code].append(table["zh" if code == "zh-hans" else code])
    names["zh-hans"] += ["zh", "zh-cn", "zh_CN", "中文", "汉语", "普通话", "Mandarin"]
    names["my"] += ["Myanmar", "မြန်မာဘာသာ"]
    return by_folded(names)


@cache
def sexes() -> dict[str, str]:
    return {folded(word): code for code, words in SEX.items() for word in words}


@cache
def sectors() -> dict[str, str]:
    return by_folded(SECTORS)


@cache
def yes_or_no() -> dict[str, bool]:
    return {folded(word): True for word in YES} | {folded(word): False for word in NO}
