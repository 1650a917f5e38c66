using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Storage;

/// <summary>Seals each key of the cookie key ring with a key the master key guards; by itself the framework stores them in clear text.</summary>
internal sealed class RingXmlEncryptor(InstanceKey instance) : IXmlEncryptor
{
    internal const string Element = "sealed";
    internal static readonly byte[] Associated = Encoding.ASCII.GetBytes("vd1|data_protection_keys");

    private readonly byte[] _key = instance.Derive(InstanceKey.RingInfo);

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var sealedBytes = AesSeal.Seal(_key, plain, Associated);
        CryptographicOperations.ZeroMemory(plain);
        return new EncryptedXmlInfo(new XElement(Element, Convert.ToBase64String(sealedBytes)), typeof(RingXmlDecryptor));
    }
}
