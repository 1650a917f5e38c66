using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Storage;

/// <summary>Opens what <see cref="RingXmlEncryptor"/> sealed. The framework makes it by name, with the service provider.</summary>
public sealed class RingXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    private readonly byte[] _key = services.GetRequiredService<InstanceKey>().Derive(InstanceKey.RingInfo);

    /// <exception cref="CryptographicException">Damaged, or sealed in another database.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        var plain = AesSeal.Open(_key, Convert.FromBase64String(encryptedElement.Value), RingXmlEncryptor.Associated)
            ?? throw new CryptographicException("A key of the cookie key ring cannot be opened.");
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
