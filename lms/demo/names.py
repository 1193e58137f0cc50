"""Invented names in six scripts, each with its Latin form: (own script, Latin)."""

FAMILY = {
    "KH": [("សុខ", "Sok"), ("ចាន់", "Chan"), ("កែវ", "Keo"), ("លី", "Ly"), ("ហេង", "Heng"), ("អ៊ុក", "Ouk")],
    "CN": [("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("陈", "Chen"), ("杨", "Yang"), ("刀", "Dao")],
    "LA": [
        ("ພົມມະຈັນ", "Phommachan"),
        ("ສີສຸກ", "Sisouk"),
        ("ວົງສາ", "Vongsa"),
        ("ແກ້ວມະນີ", "Keomany"),
        ("ສຸວັນນະ", "Souvanna"),
        ("ອິນທະວົງ", "Inthavong"),
    ],
    "MM": [("အောင်", "Aung"), ("မြင့်", "Myint"), ("ဝင်း", "Win"), ("ထွန်း", "Htun"), ("လှိုင်", "Hlaing"), ("စိုး", "Soe")],
    "TH": [
        ("แสงทอง", "Saengthong"),
        ("ศรีสุข", "Srisuk"),
        ("บุญมา", "Bunma"),
        ("ใจดี", "Chaidee"),
        ("วงศ์คำ", "Wongkham"),
        ("ทองดี", "Thongdee"),
    ],
    "VN": [
        ("Nguyễn", "Nguyen"),
        ("Trần", "Tran"),
        ("Lê", "Le"),
        ("Phạm", "Pham"),
        ("Hoàng", "Hoang"),
        ("Đặng", "Dang"),
    ],
}

GIVEN = {
    "KH": [
        ("ស្រីមុំ", "Sreymom"),
        ("ដារ៉ា", "Dara"),
        ("បុប្ផា", "Bopha"),
        ("វិចិត្រ", "Vichet"),
        ("សុភា", "Sophea"),
        ("រតនា", "Ratana"),
        ("ពិសិដ្ឋ", "Piseth"),
        ("ចន្ធូ", "Chanthou"),
    ],
    "CN": [
        ("丽华", "Lihua"),
        ("伟", "Wei"),
        ("秀英", "Xiuying"),
        ("建国", "Jianguo"),
        ("婷", "Ting"),
        ("志强", "Zhiqiang"),
        ("美玲", "Meiling"),
        ("军", "Jun"),
    ],
    "LA": [
        ("ສົມສັກ", "Somsack"),
        ("ບຸນມີ", "Bounmy"),
        ("ມະນີ", "Many"),
        ("ຄຳຫຼ້າ", "Khamla"),
        ("ດາວອນ", "Davone"),
        ("ພອນສະຫວັນ", "Phonsavanh"),
        ("ສຸກສະຫວັນ", "Souksavanh"),
        ("ນ້ອຍ", "Noy"),
    ],
    "MM": [
        ("ခင်", "Khin"),
        ("သီတာ", "Thida"),
        ("ကျော်", "Kyaw"),
        ("နန္ဒာ", "Nanda"),
        ("ဇော်", "Zaw"),
        ("မေ", "May"),
        ("စန္ဒာ", "Sandar"),
        ("ဖြိုး", "Phyo"),
    ],
    "TH": [
        ("สมชาย", "Somchai"),
        ("ณัฐวุฒิ", "Nattawut"),
        ("อรทัย", "Orathai"),
        ("วิภา", "Wipa"),
        ("กมล", "Kamon"),
        ("ปิยะ", "Piya"),
        ("สุดา", "Suda"),
        ("ธนากร", "Thanakorn"),
    ],
    "VN": [
        ("Thị Lan", "Thi Lan"),
        ("Văn Minh", "Van Minh"),
        ("Thị Hoa", "Thi Hoa"),
        ("Quốc Bảo", "Quoc Bao"),
        ("Thu Hà", "Thu Ha"),
        ("Đức Anh", "Duc Anh"),
        ("Mỹ Linh", "My Linh"),
        ("Thanh Tùng", "Thanh Tung"),
    ],
}

JOINED = {"KH": " ", "CN": "", "LA": " ", "MM": "", "TH": " ", "VN": " "}
GIVEN_NAME_FIRST = {"LA", "TH", "MM"}

ORGANISATIONS = {
    "KH": [
        ("អគ្គស្នងការដ្ឋាននគរបាលជាតិ", "police"),
        ("ក្រសួងសង្គមកិច្ច", "social_affairs"),
        ("ក្រសួងការងារ", "labour"),
        ("ក្រសួងកិច្ចការនារី", "womens_affairs"),
    ],
    "CN": [
        ("公安局", "police"),
        ("民政局", "social_affairs"),
        ("人力资源和社会保障局", "labour"),
        ("妇女联合会", "womens_affairs"),
    ],
    "LA": [
        ("ກົມຕຳຫຼວດ", "police"),
        ("ກະຊວງແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມ", "labour"),
        ("ສະຫະພັນແມ່ຍິງ", "womens_affairs"),
        ("ສານປະຊາຊົນ", "judiciary"),
    ],
    "MM": [
        ("ရဲတပ်ဖွဲ့", "police"),
        ("လူမှုဝန်ထမ်းဦးစီးဌာန", "social_affairs"),
        ("အလုပ်သမားဦးစီးဌာန", "labour"),
        ("လူဝင်မှုကြီးကြပ်ရေးဦးစီးဌာန", "immigration"),
    ],
    "TH": [
        ("สำนักงานตำรวจ", "police"),
        ("กรมพัฒนาสังคม", "social_affairs"),
        ("กรมสวัสดิการแรงงาน", "labour"),
        ("สำนักงานอัยการ", "prosecution"),
    ],
    "VN": [
        ("Công an tỉnh", "police"),
        ("Sở Nội vụ", "labour"),
        ("Hội Liên hiệp Phụ nữ", "womens_affairs"),
        ("Bộ đội Biên phòng", "immigration"),
    ],
}

POST_TITLES = [
    "Investigator",
    "Social worker",
    "Labour inspector",
    "Case officer",
    "Border liaison officer",
    "Prosecutor",
]


def name_of(country: str, number: int) -> tuple[str, str]:
    """The `number`-th invented name of a country: (own script, Latin letters)."""
    family = FAMILY[country][number % len(FAMILY[country])]
    given = GIVEN[country][number // len(FAMILY[country]) % len(GIVEN[country])]
    first, second = (given, family) if country in GIVEN_NAME_FIRST else (family, given)
    return JOINED[country].join([first[0], second[0]]), f"{first[1]} {second[1]}"


# Real names of provinces, so that figures by province have something to count; who works where is invented.
PROVINCES = {
    "KH": ["Phnom Penh", "Banteay Meanchey", "Battambang", "Siem Reap", "Preah Sihanouk", "Svay Rieng", "Koh Kong"],
    "CN": ["Yunnan", "Guangxi", "Guangdong", "Guizhou", "Sichuan"],
    "LA": ["Vientiane Capital", "Savannakhet", "Champasak", "Bokeo", "Luang Namtha", "Khammouane"],
    "MM": ["Yangon", "Mandalay", "Shan", "Kayin", "Mon", "Tanintharyi"],
    "TH": ["Bangkok", "Chiang Rai", "Tak", "Sa Kaeo", "Nong Khai", "Songkhla", "Trat"],
    "VN": ["Ha Noi", "Lao Cai", "Lang Son", "An Giang", "Tay Ninh", "Nghe An", "Ho Chi Minh City"],
}
