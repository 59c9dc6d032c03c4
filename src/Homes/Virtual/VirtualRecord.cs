using System.Text.Json.Serialization;
using Kith.Homes.Alarms;
using Kith.Homes.Groups;
using Kith.Homes.Scenes;
using Kith.Model.Ids;

namespace Kith.Homes.Virtual;

/// <summary>What a virtual device is made of, beside its device's own record.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SceneRecord), "scene")]
[JsonDerivedType(typeof(GroupRecord), "group")]
[JsonDerivedType(typeof(AlarmRecord), "alarm")]
internal abstract record VirtualRecord
{
    /// <summary>What it is, for people: scene, group, alarm.</summary>
    internal abstract string Kind { get; }

    /// <summary>The device that it makes.</summary>
    internal abstract VirtualDevice Make(DeviceId id);
}
