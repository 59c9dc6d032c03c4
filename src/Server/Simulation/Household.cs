using Kith.Model.Values;

namespace Kith.Server.Simulation;

/// <summary>A room of the demo household.</summary>
internal sealed record DemoRoom(RoomUse Use, LocalText Name, string Floor, string Icon);

/// <summary>A device of the demo household: a product of the library, where it stands and what the family calls it.</summary>
internal sealed record DemoDevice(string Product, RoomUse Room, LocalText Name);

/// <summary>The demo household, as data: 8 rooms, some 40 devices for light, climate, security, energy and entertainment.</summary>
internal static class Household
{
    internal static readonly IReadOnlyList<DemoRoom> Rooms =
    [
        new(RoomUse.Living, new("Living room", "客厅"), "Ground floor", "sofa"),
        new(RoomUse.Kitchen, new("Kitchen", "厨房"), "Ground floor", "kitchen"),
        new(RoomUse.Hall, new("Hallway", "门厅"), "Ground floor", "door"),
        new(RoomUse.Study, new("Study", "书房"), "Ground floor", "desk"),
        new(RoomUse.Bedroom, new("Bedroom", "主卧"), "First floor", "bed"),
        new(RoomUse.Child, new("Mia's room", "米娅的房间"), "First floor", "toy"),
        new(RoomUse.Bath, new("Bathroom", "浴室"), "First floor", "bath"),
        new(RoomUse.Outside, new("Garden", "花园"), "Outside", "tree"),
    ];

    internal static readonly IReadOnlyList<DemoDevice> Devices =
    [
        new("kith-demo.ceiling-light", RoomUse.Living, new("Ceiling light", "吸顶灯")),
        new("kith-demo.colour-bulb", RoomUse.Living, new("Floor lamp", "落地灯")),
        new("kith-demo.light-strip", RoomUse.Living, new("TV light strip", "电视灯带")),
        new("kith-demo.curtain", RoomUse.Living, new("Curtains", "窗帘")),
        new("kith-demo.thermostat", RoomUse.Living, new("Thermostat", "温控器")),
        new("kith-demo.air-conditioner", RoomUse.Living, new("Air conditioner", "空调")),
        new("kith-demo.television", RoomUse.Living, new("Television", "电视")),
        new("kith-demo.speaker", RoomUse.Living, new("Speaker", "音箱")),
        new("kith-demo.vacuum", RoomUse.Living, new("Vacuum robot", "扫地机器人")),
        new("kith-demo.air-quality-sensor", RoomUse.Living, new("Air monitor", "空气检测仪")),
        new("kith-demo.motion-sensor", RoomUse.Living, new("Living room motion", "客厅人体传感器")),
        new("kith-demo.dimmer", RoomUse.Kitchen, new("Kitchen lamp", "厨房灯")),
        new("kith-demo.fridge", RoomUse.Kitchen, new("Fridge", "冰箱")),
        new("kith-demo.kettle", RoomUse.Kitchen, new("Kettle", "电水壶")),
        new("kith-demo.dishwasher", RoomUse.Kitchen, new("Dishwasher", "洗碗机")),
        new("kith-demo.smoke-sensor", RoomUse.Kitchen, new("Smoke alarm", "烟雾报警器")),
        new("kith-demo.leak-sensor", RoomUse.Kitchen, new("Leak sensor", "水浸传感器")),
        new("kith-demo.outlet", RoomUse.Kitchen, new("Coffee machine outlet", "咖啡机插座")),
        new("kith-demo.lock", RoomUse.Hall, new("Front door lock", "大门锁")),
        new("kith-demo.magnet-sensor", RoomUse.Hall, new("Front door", "大门")),
        new("kith-demo.doorbell", RoomUse.Hall, new("Doorbell", "门铃")),
        new("kith-demo.wall-switch", RoomUse.Hall, new("Hallway light", "门厅灯")),
        new("kith-demo.energy-meter", RoomUse.Hall, new("House meter", "总电表")),
        new("kith-demo.siren", RoomUse.Hall, new("Siren", "警报器")),
        new("kith-demo.triple-switch", RoomUse.Study, new("Study switches", "书房开关")),
        new("kith-demo.dimmer", RoomUse.Study, new("Desk lamp", "台灯")),
        new("kith-demo.outlet", RoomUse.Study, new("Desk outlet", "书桌插座")),
        new("kith-demo.climate-sensor", RoomUse.Study, new("Study climate", "书房温湿度")),
        new("kith-demo.colour-bulb", RoomUse.Bedroom, new("Bedside lamp", "床头灯")),
        new("kith-demo.blind", RoomUse.Bedroom, new("Blind", "百叶窗")),
        new("kith-demo.humidifier", RoomUse.Bedroom, new("Humidifier", "加湿器")),
        new("kith-demo.climate-sensor", RoomUse.Bedroom, new("Bedroom climate", "卧室温湿度")),
        new("kith-demo.magnet-sensor", RoomUse.Bedroom, new("Bedroom window", "卧室窗户")),
        new("kith-demo.dimmer", RoomUse.Child, new("Star lamp", "星星灯")),
        new("kith-demo.air-purifier", RoomUse.Child, new("Air purifier", "空气净化器")),
        new("kith-demo.climate-sensor", RoomUse.Child, new("Mia's climate", "米娅房间温湿度")),
        new("kith-demo.bulb", RoomUse.Bath, new("Mirror light", "镜前灯")),
        new("kith-demo.heater", RoomUse.Bath, new("Bathroom heater", "浴室暖风机")),
        new("kith-demo.washer", RoomUse.Bath, new("Washing machine", "洗衣机")),
        new("kith-demo.water-heater", RoomUse.Bath, new("Water heater", "热水器")),
        new("kith-demo.motion-sensor", RoomUse.Bath, new("Bathroom motion", "浴室人体传感器")),
        new("kith-demo.bulb", RoomUse.Outside, new("Garden light", "花园灯")),
        new("kith-demo.camera", RoomUse.Outside, new("Garden camera", "花园摄像机")),
        new("kith-demo.climate-sensor", RoomUse.Outside, new("Outdoor climate", "室外温湿度")),
        new("kith-demo.sprinkler", RoomUse.Outside, new("Sprinkler", "洒水器")),
    ];
}
